"""Names of the sample team, in English and Chinese: nobody and nothing of the kind exists."""

from __future__ import annotations

Pair = tuple[str, str]

CUSTOMERS: tuple[tuple[str, str, str], ...] = (
    ("Nordlicht Geschenke", "北光礼品", "EUR"),
    ("Harbour Gift House", "海港礼品行", "USD"),
    ("Bluebird Mail Order", "蓝鸟邮购", "USD"),
    ("Studio Nine Paper", "九号纸艺", "USD"),
    ("Linden & Sohn", "林登父子", "EUR"),
    ("Jade Spring Tea", "玉泉茶业", "CNY"),
    ("Copper Kettle Foods", "铜壶食品", "USD"),
    ("Maison Clairval", "克莱瓦之家", "EUR"),
    ("Prairie Candle Works", "草原烛坊", "USD"),
    ("Silver Crane Cosmetics", "银鹤化妆品", "CNY"),
    ("Oak Street Toys", "橡树街玩具", "USD"),
    ("Fjordlys Design", "峡湾之光设计", "EUR"),
    ("Three Rivers Outfitters", "三河户外", "USD"),
    ("Casa Morandelli", "莫兰德利之家", "EUR"),
    ("Lotus Gate Stationery", "莲门文具", "CNY"),
    ("Quarry Hill Soap", "采石山皂坊", "USD"),
    ("Papierhaus Ebersee", "埃伯湖纸品", "EUR"),
    ("Sunday Parcel Club", "周日包裹俱乐部", "USD"),
    ("Tall Ship Spirits", "高桅酒业", "USD"),
    ("Red Lantern Sweets", "红灯笼糖果", "CNY"),
    ("Atelier Brunval", "布伦瓦工坊", "EUR"),
    ("Granite Bay Coffee", "花岗湾咖啡", "USD"),
    ("Willow & Wren", "柳与鹪鹩", "USD"),
    ("Kleine Werkstatt", "小工坊", "EUR"),
    ("Morning Dew Skincare", "晨露护肤", "CNY"),
    ("Pinecone Kids", "松果童品", "USD"),
    ("Verdemar Perfumes", "绿海香氛", "EUR"),
    ("Cedar Loop Books", "雪松环书店", "USD"),
    ("Golden Field Grains", "金田谷物", "CNY"),
    ("Lakeside Tableware", "湖畔餐具", "USD"),
    ("Bottega Sorrisa", "索里萨小铺", "EUR"),
    ("Northgate Retail", "北门零售", "USD"),
    ("Paper Moon Weddings", "纸月婚庆", "USD"),
    ("Havnegade Living", "港街家居", "EUR"),
    ("Cloud Terrace Gifts", "云台礼品", "CNY"),
    ("Amber Fox Jewellery", "琥珀狐首饰", "USD"),
    ("Seven Bridges Trading", "七桥贸易", "USD"),
    ("Tulpenhof Garden", "郁金香园艺", "EUR"),
    ("Magpie Subscription Box", "喜鹊订阅盒", "USD"),
    ("Far Orchard Juices", "远园果汁", "USD"),
)
"""Name, Chinese name, currency of their orders; the first ones order most."""

TEAMS: tuple[tuple[Pair, tuple[Pair, ...]], ...] = (
    (("Gift boxes", "礼盒组"), (("Wang Lei", "王磊"), ("Zhou Min", "周敏"), ("Grace Lam", "林嘉慧"))),
    (("Mail-order packaging", "邮购包装组"), (("Chen Hao", "陈浩"), ("Liu Yan", "刘燕"))),
    (("Paper bags", "纸袋组"), (("Xu Jing", "徐静"), ("Ma Tao", "马涛"))),
    (("Shop displays", "陈列架组"), (("He Ping", "何平"), ("Deng Rui", "邓睿"))),
)
"""Teams with those in charge."""

GOODS: tuple[tuple[Pair, ...], ...] = (
    (("nested gift boxes", "套装礼盒"), ("magnetic gift boxes", "磁扣礼盒"), ("drawer boxes", "抽屉盒")),
    (("mail-order boxes", "邮购箱"), ("book mailers", "书籍邮寄盒")),
    (("kraft bags", "牛皮纸袋"), ("laminated bags", "覆膜纸袋")),
    (("counter displays", "台面陈列架"), ("floor displays", "落地陈列架")),
)
"""What each team sells."""

CAUSES: tuple[tuple[str, Pair, Pair, float, bool], ...] = (
    ("wrong_goods", ("", ""), ("wrong style made", "款式做错"), 0.21, True),
    ("defect", ("", ""), ("glue comes loose", "开胶"), 0.26, True),
    ("late", ("", ""), ("shipped three weeks late", "晚发货三周"), 0.22, False),
    ("shortage", ("", ""), ("cartons short", "短装"), 0.10, True),
    ("", ("Wrong colour", "颜色不符"), ("colour off the sample", "颜色与样品不符"), 0.09, True),
    ("", ("Sticker misprinted", "贴纸印错"), ("sticker misprinted", "贴纸印错"), 0.06, True),
    ("service_failure", ("", ""), ("no answer for two weeks", "两周无人回复"), 0.03, False),
    ("other", ("", ""), ("pallets damaged at sea", "托盘海运受损"), 0.03, False),
)
"""Code or words of the cause, the fault in the title, how often, whether the factory may bear part of it."""

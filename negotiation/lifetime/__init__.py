"""What the customer is worth: the stream of next orders, its value, and the chance that they stay through this claim."""

from negotiation.lifetime.orders import Moments, OrderStream
from negotiation.lifetime.staying import Judgement, StayingCurve
from negotiation.lifetime.value import lifetime_by_month, lifetime_value, order_stream

__all__ = ["Judgement", "Moments", "OrderStream", "StayingCurve", "lifetime_by_month", "lifetime_value", "order_stream"]

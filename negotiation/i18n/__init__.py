"""Every text in English and Chinese under the same keys, and how numbers, money and dates look."""

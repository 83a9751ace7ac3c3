package dev.tidemark.demo.shop;

import java.math.BigDecimal;

/** A product as the shop offers it on a day. */
record Product(String id, String title, String category, BigDecimal price) {}

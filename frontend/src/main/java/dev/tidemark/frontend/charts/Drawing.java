package dev.tidemark.frontend.charts;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a chart shows.
 *
 * @param words for whoever cannot see it
 * @param height in pixels
 * @param rest what is not drawn; empty when everything is
 */
record Drawing(ObjectNode model, String title, String words, int height, String rest) {}

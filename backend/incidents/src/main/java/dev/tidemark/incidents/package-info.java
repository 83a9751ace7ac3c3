/**
 * What is wrong with datasets, rollups, sources and traffic: checks open incidents and close them, people follow them, subscribers are told
 * of every change.
 */
@NullMarked
package dev.tidemark.incidents;

import org.jspecify.annotations.NullMarked;

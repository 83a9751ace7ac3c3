/**
 * Questions about metrics become answers with receipts: resolve, plan, choose, run, merge, seal.
 *
 * <p>JSON is snake_case as in the API description; instants are RFC 3339, durations ISO 8601, decimals and money are strings.
 */
@NullMarked
package dev.tidemark.router;

import org.jspecify.annotations.NullMarked;

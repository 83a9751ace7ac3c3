package dev.tidemark.local.engines;

/**
 * Which parts are wanted beyond the four engines that are always there.
 *
 * @param own the collector and the portal
 * @param demo the demo company and its traffic
 * @param trino the distributed lakehouse engine
 */
public record Choice(boolean own, boolean demo, boolean trino) {

    public static final Choice USUAL = new Choice(true, true, false);
    public static final Choice ENGINES_ONLY = new Choice(false, false, false);

    public Choice withoutDemo() {
        return new Choice(own, false, trino);
    }

    public Choice withTrino() {
        return new Choice(own, demo, true);
    }
}

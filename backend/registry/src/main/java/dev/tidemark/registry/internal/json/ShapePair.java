package dev.tidemark.registry.internal.json;

import com.fasterxml.jackson.databind.JsonNode;

/** Two statements at two places that are compared. Equal texts at different places are different, for references in them may be. */
record ShapePair(Side writer, Side reader) {

    static ShapePair of(Shape writer, Shape reader) {
        return new ShapePair(Side.of(writer), Side.of(reader));
    }

    /**
     * @param statement tells the statements apart that one schema makes at once
     */
    record Side(JsonNode node, String statement) {

        static Side of(Shape shape) {
            String more = shape instanceof Shape.Num number
                    ? Boolean.toString(number.whole())
                    : shape instanceof Shape.Combined combined ? combined.criterion() + " " + written(combined) : "";
            return new Side(shape.place().node(), shape.getClass().getSimpleName() + " " + more);
        }

        /** A list of schemas, rather than what a schema says by several keywords. */
        private static boolean written(Shape.Combined combined) {
            return combined.parts().stream().allMatch(Shape.Later.class::isInstance);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Side side && side.node == node && side.statement.equals(statement);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(node) + statement.hashCode();
        }
    }
}

package dev.tidemark.events.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;

/** A value of one of several types; the first that fits, in the schema's order. */
record UnionShape(List<Shape> branches) implements Shape {

    @Override
    public void write(JsonNode json, Attempt attempt) {
        int nullBranch = branches.indexOf(Scalars.NULL);
        if (json.isNull() && nullBranch >= 0) {
            attempt.out().writeLong(nullBranch);
        } else if (nullBranch >= 0 && branches.size() == 2) {
            attempt.out().writeLong(1L - nullBranch);
            branches.get(1 - nullBranch).write(json, attempt);
        } else {
            writeFirstFit(json, attempt);
        }
    }

    private void writeFirstFit(JsonNode json, Attempt attempt) {
        int mark = attempt.out().mark();
        int faults = attempt.faults().size();
        for (int i = 0; i < branches.size(); i++) {
            attempt.out().writeLong(i);
            branches.get(i).write(json, attempt);
            if (attempt.faults().size() == faults) {
                return;
            }
            attempt.out().backTo(mark);
            attempt.forgetFaults(faults);
        }
        attempt.mismatch(json, expected());
    }

    @Override
    public String expected() {
        return branches.stream().map(Shape::expected).collect(Collectors.joining(", or "));
    }
}

package dev.tidemark.catalog.ossie;

import java.util.ArrayList;
import java.util.List;

/** What is lost, gathered. */
final class Losses {

    private final List<Loss> all = new ArrayList<>();

    void add(String where, String what, String consequence, String remedy) {
        all.add(new Loss(where, what, consequence, remedy));
    }

    List<Loss> all() {
        return List.copyOf(all);
    }
}

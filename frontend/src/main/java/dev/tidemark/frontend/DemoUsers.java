package dev.tidemark.frontend;

import java.util.List;

/**
 * Whom the login page offers to sign in with one click: in the demo profile only, where a user's password is the user's name.
 *
 * @param names empty outside the demo profile
 */
public record DemoUsers(List<String> names) {

    public DemoUsers {
        names = List.copyOf(names);
    }

    public static DemoUsers none() {
        return new DemoUsers(List.of());
    }
}

package dev.tidemark.router.internal;

import dev.tidemark.router.Notice;
import dev.tidemark.router.Rejected;
import java.util.List;

/**
 * How one model's part of a question is answered.
 *
 * @param why the way was taken, one sentence
 */
record Decision(ModelGroup group, Way way, String why, List<Rejected> rejected, List<Notice> notices) {

    Decision {
        rejected = List.copyOf(rejected);
        notices = List.copyOf(notices);
    }
}

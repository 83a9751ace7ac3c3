package dev.tidemark.frontend.shell;

import java.util.List;

/** A page that says where it is. */
public interface HasCrumbs {

    List<Crumb> crumbs();
}

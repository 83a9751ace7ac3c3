package dev.tidemark.local.engines;

import dev.tidemark.local.home.Home;
import dev.tidemark.local.home.Ports;

/** Where the parts of one installation run: its folder, its ports, and where their programs come from. */
public record Setting(Home home, Ports ports, Artifacts artifacts) {}

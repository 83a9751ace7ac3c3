package dev.tidemark.demo.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the shop sells. A price is a function of the product and the day; about every third week it changes. */
final class Range {

    static final int PRODUCTS = 120;

    private static final int DAYS_BETWEEN_CHANGES = 20;
    private static final Map<String, List<String>> SHELVES = new TreeMap<>(Map.of(
            "Kitchen", List.of("Teapot", "Bread bin", "Chopping board", "Cast-iron pan", "Spice rack", "Mixing bowl"),
            "Lighting", List.of("Desk lamp", "Lantern", "Fairy lights", "Floor lamp", "Candle holder", "Pendant"),
            "Garden", List.of("Watering can", "Bird feeder", "Trowel", "Planter", "Hammock", "Wind chime"),
            "Textiles", List.of("Wool blanket", "Cushion", "Linen towel", "Apron", "Rug", "Curtain"),
            "Stationery", List.of("Notebook", "Fountain pen", "Calendar", "Letter tray", "Gift wrap", "Sketch pad")));
    private static final List<String> COLOURS = List.of("red", "moss green", "ivory", "slate");

    private final long seed;

    Range(long seed) {
        this.seed = seed;
    }

    /** @param day days since 1970-01-01 */
    Product product(int number, long day) {
        List<String> shelves = List.copyOf(SHELVES.keySet());
        String shelf = shelves.get(number % shelves.size());
        List<String> things = SHELVES.getOrDefault(shelf, List.of());
        String thing = things.get(number / shelves.size() % things.size());
        String colour = COLOURS.get(number / (shelves.size() * things.size()) % COLOURS.size());
        return new Product("p-" + (100 + number), thing + ", " + colour, shelf, price(number, day));
    }

    /** Whether the product's price is set anew on the day. */
    boolean changes(int number, long day) {
        return Math.floorMod(day + 7L * number, (long) DAYS_BETWEEN_CHANGES) == 0;
    }

    private BigDecimal price(int number, long day) {
        long since = day - Math.floorMod(day + 7L * number, (long) DAYS_BETWEEN_CHANGES);
        int base = Dice.of(seed, 11, number).between(350, 6_500);
        int percent = Dice.of(seed, 12, number, since).between(-12, 15);
        long pence = Math.round(base * (100 + percent) / 100.0);
        return BigDecimal.valueOf(pence - pence % 5, 2);
    }
}

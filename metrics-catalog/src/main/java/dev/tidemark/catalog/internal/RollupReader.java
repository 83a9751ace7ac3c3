package dev.tidemark.catalog.internal;

import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.Rollup;
import dev.tidemark.problems.ProblemException;
import dev.tidemark.sql.Grain;
import dev.tidemark.sql.SqlExpression;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a binding with {@code role: rollup} says. */
final class RollupReader {

    static final Set<String> KEYS = Set.of("role", "grain", "time_zone", "dimensions", "sums");

    private static final SqlExpression ONE = SqlExpression.parse("1");

    private final Faults faults;
    private final Words words;

    RollupReader(Faults faults, Words words) {
        this.faults = faults;
        this.words = words;
    }

    Optional<Rollup> read(YamlMap binding) {
        Optional<String> role = binding.text("role");
        if (role.filter("rollup"::equals).isEmpty()) {
            role.ifPresent(word -> faults.add(
                    binding.placeOf("role"), "“" + word + "” is no role of a binding. Write rollup, or leave it out."));
            return Optional.empty();
        }
        if (binding.text("id").isEmpty()) {
            faults.add(binding.place(), "A rollup needs an id, by which it is compared and kept apart. Add id.");
        }
        Optional<Grain> grain = words.grain(binding, "grain");
        if (grain.filter(found -> found.compareTo(Grain.DAY) >= 0).isEmpty()) {
            faults.add(binding.placeOf("grain"), "A rollup needs a grain of a day or longer. Write grain: day.");
        }
        if (binding.text("time_column").isEmpty()) {
            faults.add(binding.place(), "A rollup needs the column that its buckets begin at. Add time_column.");
        }
        List<Rollup.Sum> sums = binding.maps("sums").stream().map(this::sum).toList();
        if (sums.isEmpty()) {
            faults.add(
                    binding.place(),
                    "A rollup needs the measures it has summed up. Add sums: [{measure: …, column: …, rows: …}].");
        }
        return Optional.of(new Rollup(
                grain.orElse(Grain.DAY),
                zone(binding),
                binding.texts("dimensions").stream().map(YamlMap.Text::value).toList(),
                sums));
    }

    private Rollup.Sum sum(YamlMap map) {
        map.noteSlips(Set.of("measure", "where", "column", "rows"));
        List<Filter> filters =
                map.scalar("where").map(where -> filters(where, map)).orElse(List.of());
        return new Rollup.Sum(map.required("measure"), filters, expression(map, "column"), expression(map, "rows"));
    }

    private List<Filter> filters(YamlMap.Text where, YamlMap map) {
        try {
            return Filter.parse(where.value()).parts();
        } catch (ProblemException e) {
            faults.add(map.placeOf("where"), "The condition of a rollup's sum cannot be read", e);
            return List.of();
        }
    }

    private SqlExpression expression(YamlMap map, String key) {
        map.required(key);
        return map.scalar(key)
                .flatMap(found -> words.expression(found.value(), found.place()))
                .orElse(ONE);
    }

    private ZoneId zone(YamlMap binding) {
        Optional<String> zone = binding.text("time_zone");
        try {
            return zone.map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            faults.add(binding.placeOf("time_zone"), "“" + zone.orElse("") + "” is no time zone. Write Europe/London.");
            return ZoneOffset.UTC;
        }
    }
}

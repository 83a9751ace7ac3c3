package dev.tidemark.catalog;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Numbers that a team watches together.
 *
 * @param name of its file, and in its address
 * @param owner a team
 * @param timeRange of the tiles that name none
 * @param timeZone whose days it shows; empty for the metrics' own
 * @param filters of every tile
 * @param text its definition as written
 */
public record Dashboard(
        String name,
        String title,
        String owner,
        String description,
        TimeRange timeRange,
        Optional<ZoneId> timeZone,
        List<Filter> filters,
        List<DashboardTile> tiles,
        String text,
        Place place) {

    public Dashboard {
        filters = List.copyOf(filters);
        tiles = List.copyOf(tiles);
    }

    public boolean shows(MetricName metric) {
        return tiles.stream().anyMatch(tile -> tile.metrics().contains(metric));
    }
}

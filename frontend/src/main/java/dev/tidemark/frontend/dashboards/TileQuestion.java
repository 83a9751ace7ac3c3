package dev.tidemark.frontend.dashboards;

import dev.tidemark.catalog.ChartKind;
import dev.tidemark.catalog.Dashboard;
import dev.tidemark.catalog.DashboardTile;
import dev.tidemark.catalog.Filter;
import dev.tidemark.catalog.MetricName;
import dev.tidemark.frontend.Boards;
import dev.tidemark.frontend.explore.Inquiry;
import dev.tidemark.sql.Grain;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** What a tile asks, and how its answer is drawn. */
final class TileQuestion {

    private TileQuestion() {}

    static Inquiry of(Boards.Entry entry, DashboardTile tile) {
        Dashboard dashboard = entry.dashboard();
        List<String> where = Stream.concat(dashboard.filters().stream(), tile.filters().stream())
                .map(Filter::text)
                .toList();
        String[] metrics = tile.metrics().stream().map(MetricName::value).toArray(String[]::new);
        return Inquiry.about(entry.workspace(), metrics)
                .by(tile.grain().map(Grain::word).orElse(""), tile.groupBy().toArray(String[]::new))
                .over(tile.timeRange().orElse(dashboard.timeRange()))
                .inZone(dashboard.timeZone().map(ZoneId::getId).orElse(""))
                .where(where)
                .comparedWith(tile.compare().orElse(""))
                .ordered(tile.orderBy().orElse(""), tile.limit().orElse(0));
    }

    /** The kind that is meant when none is named. */
    static ChartKind kind(DashboardTile tile) {
        boolean number = tile.grain().isEmpty() && tile.groupBy().isEmpty();
        return number && tile.chart() == ChartKind.AUTO ? ChartKind.NUMBER : tile.chart();
    }
}

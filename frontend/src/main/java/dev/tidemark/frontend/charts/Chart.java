package dev.tidemark.frontend.metrics;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.tidemark.frontend.Assets;
import tools.jackson.databind.node.ObjectNode;

/** A chart over time. The model is drawn by {@code chart.js}; its text twin is for those who cannot see it. */
@Tag("tm-chart")
@JavaScript(Assets.ECHARTS)
@JavaScript(Assets.CHART)
final class Chart extends Component {

    private static final long serialVersionUID = 1L;

    void show(ObjectNode model, String inWords) {
        getElement().setPropertyJson("model", model);
        getElement().setAttribute("aria-label", inWords);
    }
}

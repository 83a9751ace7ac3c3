package dev.tidemark.frontend.charts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.tidemark.frontend.Assets;
import tools.jackson.databind.node.ObjectNode;

/** A chart over time or of categories. The model is drawn by {@code chart.js}; its text twin is for those who cannot see it. */
@Tag("tm-chart")
@JavaScript(Assets.ECHARTS)
@JavaScript(Assets.CHART)
public final class Chart extends Component implements HasSize {

    private static final long serialVersionUID = 1L;

    public void show(ObjectNode model, String inWords) {
        getElement().setPropertyJson("model", model);
        getElement().setAttribute("aria-label", inWords);
    }
}

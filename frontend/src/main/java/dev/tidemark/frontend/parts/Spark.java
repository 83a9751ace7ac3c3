package dev.tidemark.frontend.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.List;
import java.util.stream.Collectors;

/** A line without axes; it says how something went, never how much. */
@Tag("tm-spark")
public final class Spark extends Component {

    private static final long serialVersionUID = 1L;

    public Spark(List<Double> values) {
        set(values);
    }

    public void set(List<Double> values) {
        getElement().setAttribute("values", values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}

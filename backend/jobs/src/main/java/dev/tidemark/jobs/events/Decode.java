package dev.tidemark.jobs.events;

import dev.tidemark.jobs.JobArguments;
import java.net.URI;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/** {@link Decoder} as an operator; what cannot be read goes to the side output {@link #UNREADABLE}. */
public final class Decode extends ProcessFunction<Delivery, Arrival> {

    private static final long serialVersionUID = 1L;

    public static final OutputTag<Unreadable> UNREADABLE =
            new OutputTag<>("unreadable", TypeInformation.of(Unreadable.class));

    private final JobArguments arguments;
    private final SerializableFunction<JobArguments, SchemaSource> schemas;
    private transient Decoder decoder;

    /** Asks the registry at {@code --registry}, with the token in the file {@code --registry-token-file} when it is given. */
    public Decode(JobArguments arguments) {
        this(arguments, Decode::registry);
    }

    @SuppressWarnings("NullAway.Init")
    public Decode(JobArguments arguments, SerializableFunction<JobArguments, SchemaSource> schemas) {
        this.arguments = arguments;
        this.schemas = schemas;
    }

    private static SchemaSource registry(JobArguments arguments) {
        return new RegistrySchemas(URI.create(arguments.required("registry")), arguments.secret("registry-token-file"));
    }

    @Override
    public void open(OpenContext context) {
        decoder = new Decoder(schemas.apply(arguments));
    }

    @Override
    public void processElement(Delivery delivery, Context context, Collector<Arrival> out) throws Exception {
        Decoded decoded = decoder.decode(delivery);
        if (decoded instanceof Arrival arrival) {
            out.collect(arrival);
        } else if (decoded instanceof Unreadable unreadable) {
            context.output(UNREADABLE, unreadable);
        }
    }
}

package dev.tidemark.jobs.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;

class CarriedTypesTest {

    @Test
    void whatGoesFromOperatorToOperatorHasSerializers() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThat(TypeInformation.of(Arrival.class).createSerializer(config)).isNotNull();
    }
}

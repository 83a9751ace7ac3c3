package dev.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    @Test
    void framesAsConfluentsSerialisersDo() {
        byte[] value = WireFormat.frame(0x01020304, new byte[] {9, 8});
        assertThat(value).containsExactly(0, 1, 2, 3, 4, 9, 8);
        assertThat(WireFormat.schemaId(value)).isEqualTo(0x01020304);
        assertThat(WireFormat.payload(value)).isEqualTo(ByteBuffer.wrap(new byte[] {9, 8}));
    }

    @Test
    void refusesOtherBytes() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WireFormat.payload("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasMessageContaining("the first is 123");
    }
}

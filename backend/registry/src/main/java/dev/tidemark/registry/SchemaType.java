package dev.tidemark.registry;

/** The languages that schemas are written in, by the names of the protocol. */
public enum SchemaType {
    AVRO,
    JSON,
    PROTOBUF
}

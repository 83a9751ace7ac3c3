package dev.tidemark.testbed.internal;

/** A PostgreSQL server on which databases can be made. */
public record Server(EngineAddress address, String user, String password) {

    String url(String database) {
        return "jdbc:postgresql://" + address.hostAndPort() + "/" + database;
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Server[" + address + ", " + user + "]";
    }
}

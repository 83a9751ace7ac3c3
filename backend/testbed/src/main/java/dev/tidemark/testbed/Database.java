package dev.tidemark.testbed;

/** An empty PostgreSQL database, and a superuser who may do anything in it. */
public record Database(String url, String user, String password) {

    /** Never the password. */
    @Override
    public String toString() {
        return "Database[" + url + ", " + user + "]";
    }
}

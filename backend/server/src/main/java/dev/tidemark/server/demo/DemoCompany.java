package dev.tidemark.server.demo;

import dev.tidemark.definitions.Definitions;
import dev.tidemark.server.PortalSettings;
import dev.tidemark.server.collection.WriteKeys;
import dev.tidemark.server.collection.WriteKeys.SourceName;
import dev.tidemark.server.security.Accounts;
import dev.tidemark.server.security.ApiTokens;
import dev.tidemark.server.security.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Gives the demo company its people, API tokens, write keys and the shop's own database. A key that the credentials file has is kept; one that is missing
 * is made, so deleting the file makes new keys and the old ones stay valid until they are revoked.
 */
public final class DemoCompany {

    private record Person(String name, String team, Role role) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("analyst", "growth", Role.ANALYST),
            new Person("builder", "web", Role.BUILDER),
            new Person("finance", "finance", Role.FINANCE),
            new Person("admin", "platform", Role.ADMIN));

    private final Path file;
    private final Accounts accounts;
    private final ApiTokens tokens;
    private final WriteKeys keys;
    private final ShopDatabase shop;

    DemoCompany(PortalSettings settings, Accounts accounts, ApiTokens tokens, WriteKeys keys, ShopDatabase shop) {
        this.file = settings.home().resolve("demo-credentials.json");
        this.accounts = accounts;
        this.tokens = tokens;
        this.keys = keys;
        this.shop = shop;
    }

    /** Repeated on every new commit of the definitions, for the sources that it adds. */
    public synchronized void seed(Definitions definitions) {
        CredentialsFile credentials = CredentialsFile.read(file);
        for (Person person : PEOPLE) {
            accounts.createIfAbsent(person.name(), person.name(), person.team(), Set.of(person.role()));
            credentials.apiToken(person.name(), user -> tokens.create(user, "demo"));
        }
        definitions
                .workspaces()
                .forEach(workspace -> workspace
                        .sources()
                        .forEach(source -> credentials.writeKey(
                                source.name(), name -> keys.create(new SourceName(workspace.name(), name)))));
        if (definitions.workspaces().stream()
                .flatMap(workspace -> workspace.databases().stream())
                .anyMatch(database -> database.connection().equals(ShopDatabase.CONNECTION))) {
            shop.seed(credentials.shopDatabase());
        }
        credentials.write(file);
    }
}

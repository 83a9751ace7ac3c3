package dev.tidemark.server.incidents;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where notices may go, and where their links lead.
 *
 * @param portal as people reach it
 * @param privateAddresses whether webhooks may be on this machine or in private networks
 */
@ConfigurationProperties("tidemark.notices")
record NoticeReach(
        @DefaultValue("http://127.0.0.1:8080") URI portal,
        @DefaultValue("false") boolean privateAddresses) {}

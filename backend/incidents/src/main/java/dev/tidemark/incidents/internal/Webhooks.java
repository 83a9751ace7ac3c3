package dev.tidemark.incidents.internal;

import dev.tidemark.incidents.Seal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts notices, signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says. Redirects are not followed, no proxy is
 * asked, nothing of a response but its status is read, and a name is resolved where its addresses are checked: what is connected to is what
 * was checked.
 */
final class Webhooks implements Sender, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

    private final Seal seal;
    private final Duration timeout;
    private final Clock clock;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-timeouts").factory());

    Webhooks(Seal seal, boolean privateAddresses, Duration timeout, Clock clock) {
        this.seal = seal;
        this.timeout = timeout;
        this.clock = clock;
        Timeout each = Timeout.of(timeout);
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(privateAddresses ? SystemDefaultDnsResolver.INSTANCE : new PublicOnly())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(each)
                                .setSocketTimeout(each)
                                .build())
                        .setMaxConnPerRoute(8)
                        .setMaxConnTotal(64)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(each)
                        .setResponseTimeout(each)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("Tidemark")
                .build();
    }

    private static final class PublicOnly implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return PublicAddresses.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @Override
    public void send(SubscriptionBook.Sealed to, UUID id, String body) throws IOException {
        Instant now = clock.instant();
        String secret = seal.open(to.subscription().id().toString(), Objects.requireNonNull(to.secret(), "no secret"));
        HttpPost post = new HttpPost(to.subscription().target());
        post.setHeader("webhook-id", id.toString());
        post.setHeader("webhook-timestamp", Long.toString(now.getEpochSecond()));
        post.setHeader("webhook-signature", WebhookSecret.sign(secret, id.toString(), now, body));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        // A receiver that sends a byte now and then would keep a read from timing out.
        ScheduledFuture<?> end =
                watch.schedule(post::cancel, timeout.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
        try {
            int status = status(post);
            if (status < 200 || status > 299) {
                throw new Undelivered("The receiver answered " + status);
            }
        } catch (PublicAddresses.NotPublic e) {
            throw new Undelivered("The receiver is on this machine or in a private network", e);
        } catch (UnknownHostException e) {
            throw new Undelivered("The receiver's name has no address", e);
        } catch (ConnectException e) {
            throw new Undelivered("Nobody takes connections at the receiver's address", e);
        } catch (SSLException e) {
            throw new Undelivered("No secure connection to the receiver could be made", e);
        } catch (InterruptedIOException e) {
            throw new Undelivered("The receiver did not answer in time", e);
        } finally {
            end.cancel(false);
        }
    }

    /** The rest of a response is not read, however long it is. */
    private int status(HttpPost post) throws IOException {
        ClassicHttpResponse response = http.executeOpen(null, post, null);
        int status = response.getCode();
        post.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("A response was cut off", e);
        }
        return status;
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        http.close();
    }
}

package dev.tidemark.server.problems;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How responses end that did not go well. */
@Configuration(proxyBeanMethods = false)
class ResponsesConfiguration {

    /** Inside of the context, so that no error page is written behind what has gone out already. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> brokenResponses() {
        return factory -> factory.addContextValves(new BrokenResponses());
    }
}

package dev.tidemark.server;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The portal process. Features are imported by name; nothing of theirs is found by scanning. */
@SpringBootApplication
@EnableConfigurationProperties(PortalSettings.class)
@EnableScheduling
@EnableVaadin("dev.tidemark.frontend")
public class Portal {

    public static void main(String[] args) {
        SpringApplication.run(Portal.class, args);
    }
}

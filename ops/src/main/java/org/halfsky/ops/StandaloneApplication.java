package org.halfsky.ops;

import org.halfsky.command.CommandSide;
import org.halfsky.ops.cli.Halfsky;
import org.halfsky.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The whole house in one process, both sides and the database. Other assemblies beside this one are passed over. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan(excludeFilters = {@ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @ComponentScan.Filter(SpringBootConfiguration.class)})
@EnableConfigurationProperties(HalfskyProperties.class)
@Import({CommandSide.class, QuerySide.class})
public class StandaloneApplication {

    /** @param args a tool's name with its options, or Spring Boot's own: {@code --halfsky.home=…}, {@code --server.port=…} */
    public static void main(String... args) {
        System.setProperty("disable-axoniq-console-message", "true");
        if (Halfsky.isMeant(args)) {
            int code = Halfsky.run(args);
            if (code >= 0) {
                System.exit(code);
            }
            return;
        }
        SpringApplication.run(StandaloneApplication.class, args);
    }
}

package org.halfsky.ops;

import org.halfsky.command.http.Body;
import org.halfsky.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/**
 * One of any number of processes that show, on a PostgreSQL server: every GET. It decides nothing; of the command side it has how
 * a refusal answers, and the drafts, which who wrote them reads again.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(HalfskyProperties.class)
@ComponentScan(excludeFilters = {@Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @Filter(SpringBootConfiguration.class), @Filter(ForCommands.class)})
@ComponentScan(basePackageClasses = Body.class)
@ComponentScan(basePackages = "org.halfsky.command.contact", useDefaultFilters = false, includeFilters = @Filter(type = FilterType.REGEX, pattern = ".*\\.Draft[^.$]*"))
@Import({QuerySide.class, ManyProcesses.class})
public class QuerySideApplication {

    public static void main(String... args) {
        SpringApplication.run(QuerySideApplication.class, args);
    }
}

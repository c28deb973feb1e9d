package org.halfsky.ops;

import org.halfsky.command.CommandSide;
import org.halfsky.query.projection.BulkRebuild;
import org.halfsky.query.projection.StoredEvents;
import org.halfsky.query.projection.View;
import org.halfsky.query.shell.Shell;
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
 * One of any number of processes that decide, on a PostgreSQL server: every verb but GET. It folds no view while events come in,
 * but knows them all, because a rebuild is an act; and it has the frame of the pages, for a sign-in that failed.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableConfigurationProperties(HalfskyProperties.class)
@ComponentScan(excludeFilters = {@Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @Filter(SpringBootConfiguration.class), @Filter(ForQueries.class)})
@ComponentScan(basePackageClasses = Shell.class)
@ComponentScan(basePackages = "org.halfsky.query", useDefaultFilters = false, includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = View.class))
@Import({CommandSide.class, BulkRebuild.class, StoredEvents.class, ManyProcesses.class})
public class CommandSideApplication {

    public static void main(String... args) {
        SpringApplication.run(CommandSideApplication.class, args);
    }
}

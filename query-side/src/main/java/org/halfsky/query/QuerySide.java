package org.halfsky.query;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/**
 * The one import for an assembler: every view with its tables, readers and
 * pages. It needs the data source beans qualified {@code view}, a clock, the
 * vault and the names of staff and units.
 */
@Configuration
@ComponentScan(excludeFilters = @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
public class QuerySide {}

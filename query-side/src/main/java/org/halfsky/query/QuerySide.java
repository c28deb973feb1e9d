package org.halfsky.query;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The one import for an assembler: every view with its tables, readers and
 * pages. It needs the data source beans qualified {@code view}, a clock, the
 * vault and the names of staff and units.
 */
@Configuration
@ComponentScan
public class QuerySide {}

package org.halfsky.ops.http;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Links on pages are written as they stand. Ours name no versions of files, and the filter that would look for them searches
 * every jar for every link of every page: tens of seconds a page when the house runs from its own jar.
 */
@Configuration(proxyBeanMethods = false)
class LinksAsTheyStand {

    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> resourceUrlEncodingFilter() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> filter = new FilterRegistrationBean<>(
                new ResourceUrlEncodingFilter());
        filter.setEnabled(false);
        return filter;
    }
}

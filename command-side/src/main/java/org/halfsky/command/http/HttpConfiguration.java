package org.halfsky.command.http;

import java.time.Clock;
import java.util.List;

import jakarta.validation.Validator;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets every controller take {@link Body} and {@link IfMatch}. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

    private final RecordReader records;

    HttpConfiguration(Validator validator, Clock clock) {
        records = new RecordReader(validator, clock.getZone());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new BodyResolver(records));
        resolvers.add(new Versions());
    }
}

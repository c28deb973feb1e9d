package org.halfsky.query.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses a program's question with a parameter that nobody reads: a filter that
 * is misspelt would otherwise answer with everything. Pages let foreign
 * parameters pass, as browsers and mail programs add their own.
 */
@Configuration(proxyBeanMethods = false)
class KnownParameters implements WebMvcConfigurer, HandlerInterceptor {

    /** Language and colours belong to every address. */
    private static final Set<String> EVERYWHERE = Set.of("lang", "theme");

    private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET") && handler instanceof HandlerMethod method && forPrograms(method)) {
            Set<String> read = known.computeIfAbsent(method, KnownParameters::read);
            request.getParameterMap().keySet().stream()
                    .filter(Predicate.not(read::contains)).filter(Predicate.not(EVERYWHERE::contains)).sorted()
                    .findFirst().ifPresent(foreign -> {
                        throw new NotReadable(null, "question.parameter",
                                read.stream().sorted().collect(Collectors.joining(", ")));
                    });
        }
        return true;
    }

    private static boolean forPrograms(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("org.halfsky.")
                && (method.hasMethodAnnotation(ResponseBody.class)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class));
    }

    private static Set<String> read(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).flatMap(KnownParameters::names).collect(Collectors.toSet());
    }

    private static Stream<String> names(MethodParameter parameter) {
        RequestParam one = parameter.getParameterAnnotation(RequestParam.class);
        if (one != null) {
            return Stream.of(one.name().isEmpty() ? parameter.getParameter().getName() : one.name());
        }
        return parameter.hasParameterAnnotation(ModelAttribute.class)
                ? Arrays.stream(parameter.getParameterType().getRecordComponents()).map(part -> part.getName())
                : Stream.empty();
    }
}

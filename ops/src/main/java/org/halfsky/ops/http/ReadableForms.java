package org.halfsky.ops.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads forms of every method; one with an escape that is none is the sender's fault, not ours. */
@Component
class ReadableForms extends OrderedFormContentFilter {

    ReadableForms() {
        setFormConverter(new FormHttpMessageConverter() {

            @Override
            public MultiValueMap<String, String> read(Class<? extends MultiValueMap<String, ?>> type,
                    HttpInputMessage message) throws IOException {
                try {
                    return super.read(type, message);
                } catch (IllegalArgumentException broken) {
                    throw new HttpMessageNotReadableException("a broken form", broken, message);
                }
            }
        });
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            super.doFilterInternal(request, response, chain);
        } catch (HttpMessageNotReadableException broken) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}

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

    /**
     * Asked here, once and before everything else: whoever asked later would throw past us, and the server would write what it
     * could not decode, her words, into its log. Of a form in parts only the controllers ask.
     */
    private static boolean readable(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && type.regionMatches(true, 0, "multipart/", 0, 10)) {
            return true;
        }
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException unreadable) {
            return false;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!readable(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        try {
            super.doFilterInternal(request, response, chain);
        } catch (HttpMessageNotReadableException broken) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}

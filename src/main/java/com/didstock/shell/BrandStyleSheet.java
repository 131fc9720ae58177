package com.didstock.shell;

import com.didstock.branding.Operators;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The operator's accent as a style sheet: by host name, never by anything in the URL. */
@RestController
class BrandStyleSheet {

    private static final MediaType CSS = MediaType.parseMediaType("text/css;charset=UTF-8");

    private final Operators operators;

    BrandStyleSheet(Operators operators) {
        this.operators = operators;
    }

    @GetMapping("/brand.css")
    ResponseEntity<String> styleSheet(HttpServletRequest request) {
        var css = operators
                .forHost(request.getServerName())
                .map(operator -> operator.settings().brand().styleSheet())
                .orElse("");
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.noCache())
                .body(css);
    }
}

/** The portal's texts: every feature brings its own bundle, one provider finds them all. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package com.didstock.i18n;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** All that leans on the inside of Camel rather than on its public API. */
package org.togglloxo.flow.camel;

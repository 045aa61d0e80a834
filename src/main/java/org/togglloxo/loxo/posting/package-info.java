/** Applications and events: what is posted to Loxo once, and how it is known that it was. */
package org.togglloxo.loxo.posting;

/** The flow as people see it: text, Mermaid and SVG, all of one outline. */
package org.togglloxo.flow.draw;

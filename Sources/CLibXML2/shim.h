#ifndef CLIBXML2_SHIM_H
#define CLIBXML2_SHIM_H

// The headers pull in ICU when libxml2 was built with it, which clashes with the ICU inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlerror.h>

/// Swift does not import this macro.
static inline unsigned int clibxml_sax2_magic(void) { return XML_SAX2_MAGIC; }

/// Bytes handed to the push parser that it has not used yet: what an unfinished construct holds back.
static inline long clibxml_pending(xmlParserCtxtPtr _Nonnull context) {
    return context->input == NULL ? 0 : (long)(context->input->end - context->input->cur);
}

#endif

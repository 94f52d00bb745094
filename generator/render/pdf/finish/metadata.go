package finish

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// producer is written into the file's properties.
const producer = "budgetbook"

// info is the dictionary of properties. [metadata] says the same in XMP: PDF/A wants both
// and wants them equal.
func info(m Meta) string {
	s := "<</Title" + textString(m.Title)
	if m.Author != "" {
		s += "/Author" + textString(m.Author)
	}
	s += "/Creator(" + producer + ")/Producer(" + producer + ")"
	if m.Date != "" {
		// The date of the book at midnight in Korea: no clock is read.
		date := "(D:" + strings.ReplaceAll(m.Date, "-", "") + "000000+09'00')"
		s += "/CreationDate" + date + "/ModDate" + date
	}
	return s + ">>"
}

// metadata is the XMP packet: title, author, language, dates, and which standards the file
// follows. PDF/A knows no pdfuaid, so the packet describes it (ISO 19005-1, 6.7.8).
func metadata(m Meta) []byte {
	part := 2
	if m.Form == Plain {
		part = 1
	}
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n")
	describe := func(namespaces, body string) {
		fmt.Fprintf(&b, "<rdf:Description rdf:about=\"\" %s>\n%s</rdf:Description>\n", namespaces, body)
	}
	dc := "<dc:format>application/pdf</dc:format>\n" +
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + escape(m.Title) + "</rdf:li></rdf:Alt></dc:title>\n"
	if m.Author != "" {
		dc += "<dc:creator><rdf:Seq><rdf:li>" + escape(m.Author) + "</rdf:li></rdf:Seq></dc:creator>\n"
	}
	if m.Language != "" {
		dc += "<dc:language><rdf:Bag><rdf:li>" + escape(m.Language) + "</rdf:li></rdf:Bag></dc:language>\n"
	}
	describe(`xmlns:dc="http://purl.org/dc/elements/1.1/"`, dc)
	basic := "<xmp:CreatorTool>" + producer + "</xmp:CreatorTool>\n"
	if m.Date != "" {
		date := escape(m.Date) + "T00:00:00+09:00"
		basic += "<xmp:CreateDate>" + date + "</xmp:CreateDate>\n<xmp:ModifyDate>" + date + "</xmp:ModifyDate>\n"
	}
	describe(`xmlns:xmp="http://ns.adobe.com/xap/1.0/"`, basic)
	describe(`xmlns:pdf="http://ns.adobe.com/pdf/1.3/"`, "<pdf:Producer>"+producer+"</pdf:Producer>\n")
	describe(`xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"`,
		fmt.Sprintf("<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n", part))
	describe(`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"`, "<pdfuaid:part>1</pdfuaid:part>\n")
	describe(`xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"`,
		`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
`)
	b.WriteString("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n")
	return b.Bytes()
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder does not fail
	return b.String()
}

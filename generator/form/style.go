package form

// Style is the look of a form: every measure a page needs, so that an office can match
// its own sheets without touching a program. It is read from templates/FORM/style.toml.
//
// Lengths end in Mm100 (1/100 mm), type sizes and rule widths in Pt100 (1/100 pt), line
// pitches are percent of the type size, colours are 0xRRGGBB.
type Style struct {
	Page     PageStyle     `toml:"page" jsonschema:"required"`
	Color    ColorStyle    `toml:"color" jsonschema:"required"`
	Text     TextStyles    `toml:"text" jsonschema:"required"`
	Heading  HeadingStyle  `toml:"heading" jsonschema:"required"`
	List     ListStyle     `toml:"list" jsonschema:"required"`
	Table    TableStyle    `toml:"table" jsonschema:"required"`
	Contents ContentsStyle `toml:"contents" jsonschema:"required"`
}

// PageStyle places the type area on the A4 sheet. Margins reach to the type area; the
// running head and the foot stand inside the top and bottom margins.
type PageStyle struct {
	TopMm100     int `toml:"top_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	BottomMm100  int `toml:"bottom_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	LeftMm100    int `toml:"left_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	RightMm100   int `toml:"right_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	BindingMm100 int `toml:"binding_mm100" jsonschema:"required,minimum=0,maximum=10000"` // added on the inner side in the bound book
	HeadMm100    int `toml:"head_mm100" jsonschema:"required,minimum=0,maximum=10000"`    // page edge to the baseline of the running head
	FootMm100    int `toml:"foot_mm100" jsonschema:"required,minimum=0,maximum=10000"`    // page edge to the baseline of the foot

	// A last page that is filled less than ShortPercent is saved, if that helps, by setting the
	// white between the lines of the chapter and inside its tables to WhitePercent.
	ShortPercent int `toml:"short_percent" jsonschema:"required,minimum=0,maximum=100"`
	WhitePercent int `toml:"white_percent" jsonschema:"required,minimum=50,maximum=100"`
}

// ColorStyle holds the few colours of the form.
type ColorStyle struct {
	Accent int `toml:"accent" jsonschema:"required,minimum=0,maximum=16777215"` // section numerals, outer rules
	Ink    int `toml:"ink" jsonschema:"required,minimum=0,maximum=16777215"`    // text
	Dim    int `toml:"dim" jsonschema:"required,minimum=0,maximum=16777215"`    // running head, unticked choices, labels in cells
	Rule   int `toml:"rule" jsonschema:"required,minimum=0,maximum=16777215"`   // inner rules of tables
	Band   int `toml:"band" jsonschema:"required,minimum=0,maximum=16777215"`   // heads of tables, title
	Total  int `toml:"total" jsonschema:"required,minimum=0,maximum=16777215"`  // 계 and 부기 rows
}

// TextStyle is a type size with its line pitch.
type TextStyle struct {
	SizePt100    int `toml:"size_pt100" jsonschema:"required,minimum=100,maximum=10000"`
	PitchPercent int `toml:"pitch_percent" jsonschema:"required,minimum=100,maximum=400"`
}

// TextStyles are the sizes of each kind of text.
type TextStyles struct {
	Body    TextStyle `toml:"body" jsonschema:"required"`
	Cell    TextStyle `toml:"cell" jsonschema:"required"`
	Note    TextStyle `toml:"note" jsonschema:"required"` // ※ notes
	Unit    TextStyle `toml:"unit" jsonschema:"required"` // (단위 : 천원)
	Title   TextStyle `toml:"title" jsonschema:"required"`
	Section TextStyle `toml:"section" jsonschema:"required"` // 1 기본 현황
	Item    TextStyle `toml:"item" jsonschema:"required"`    // □ 사업개요
	Lead    TextStyle `toml:"lead" jsonschema:"required"`    // title on the cover
	Imprint TextStyle `toml:"imprint" jsonschema:"required"` // government and date on the cover
	Running TextStyle `toml:"running" jsonschema:"required"` // running head and page number
	Foot    TextStyle `toml:"foot" jsonschema:"required"`    // edition and fingerprint
}

// HeadingStyle holds the space around headings.
type HeadingStyle struct {
	TitlePadMm100     int `toml:"title_pad_mm100" jsonschema:"required,minimum=0,maximum=10000"` // above and below the title inside its band
	TitleAfterMm100   int `toml:"title_after_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	SectionAboveMm100 int `toml:"section_above_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	SectionAfterMm100 int `toml:"section_after_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	ItemAboveMm100    int `toml:"item_above_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	ItemAfterMm100    int `toml:"item_after_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	ThickPt100        int `toml:"thick_pt100" jsonschema:"required,minimum=0,maximum=1000"` // rule above the title
	ThinPt100         int `toml:"thin_pt100" jsonschema:"required,minimum=0,maximum=1000"`  // rule below the title and under sections
}

// ListStyle indents ○ - · items, in percent of the type size.
type ListStyle struct {
	IndentPercent int `toml:"indent_percent" jsonschema:"required,minimum=0,maximum=1000"` // of the first level
	LevelPercent  int `toml:"level_percent" jsonschema:"required,minimum=0,maximum=1000"`  // more for each level
	MarkPercent   int `toml:"mark_percent" jsonschema:"required,minimum=0,maximum=1000"`   // from the mark's end to the text
	AfterMm100    int `toml:"after_mm100" jsonschema:"required,minimum=0,maximum=10000"`   // between items of the first level
}

// TableStyle draws tables.
type TableStyle struct {
	PadXMm100  int `toml:"pad_x_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	PadYMm100  int `toml:"pad_y_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	OuterPt100 int `toml:"outer_pt100" jsonschema:"required,minimum=0,maximum=1000"` // top and bottom rule
	HeadPt100  int `toml:"head_pt100" jsonschema:"required,minimum=0,maximum=1000"`  // rule under the head
	InnerPt100 int `toml:"inner_pt100" jsonschema:"required,minimum=0,maximum=1000"`
	AfterMm100 int `toml:"after_mm100" jsonschema:"required,minimum=0,maximum=10000"`
	UnitMm100  int `toml:"unit_mm100" jsonschema:"required,minimum=0,maximum=10000"` // unit line to table
}

// ContentsStyle sets 차례.
type ContentsStyle struct {
	IndentMm100 int `toml:"indent_mm100" jsonschema:"required,minimum=0,maximum=10000"` // of each level
	PageMm100   int `toml:"page_mm100" jsonschema:"required,minimum=0,maximum=10000"`   // width of the column of page numbers
	TotalMm100  int `toml:"total_mm100" jsonschema:"required,minimum=0,maximum=10000"`  // width of the column of amounts
}

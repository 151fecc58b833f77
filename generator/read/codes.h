/*
 * codes: the stable codes of all diagnostics. A released code keeps its meaning, and a retired one is not used again. Each has
 * an entry in commands/codes.md, which `colophon explain` prints and whose wrong example a test runs.
 */
#ifndef READ_CODES_H
#define READ_CODES_H

/* 001 to 049: front matter, and the YAML of all files */
#define E_YAML_SYNTAX "E001"   /* libyaml cannot read it */
#define E_DUPLICATE_KEY "E002" /* one key twice in one map */
#define W_NEAR_MISS_KEY "W003" /* an unknown key that is almost a known one */
#define E_WRONG_TYPE "E004"    /* a list where text is wanted, and so on */
#define E_BAD_DATE "E005"      /* not a date, or an impossible one */
#define E_BAD_VALUE "E006"     /* not one of the values that the field can have */
#define E_UNCLOSED_FRONT_MATTER "E007"
#define E_MISSING_TITLE "E008"
#define E_YAML_TOO_LARGE "E009"    /* aliases or nesting beyond the bounds */
#define E_TOML_FRONT_MATTER "E010" /* +++: TOML, which is not read */
#define E_UNKNOWN_AUTHOR "E012"    /* a slug that almost names an author's record */
#define E_NEAR_MISS_PROMISE "E013" /* as W003, for access and draft: the text would be published */
/* 050 to 099: Markdown and documents */
#define W_RAW_HTML "W050"          /* a tag of raw HTML was left out, or an element with all that is in it */
#define W_FOREIGN_SHORTCODE "W051" /* another generator's shortcode or template tag */
#define E_NOT_UTF8 "E052"          /* bytes that are not UTF-8, or NUL */
#define E_DOCUMENT_TOO_LARGE "E053"
#define E_DOCUMENT_TOO_SLOW "E054"  /* the parse passed its deadline */
#define E_DOCUMENT_CRASHED "E055"   /* the parser crashed on it */
#define E_UNDEFINED_FOOTNOTE "E056" /* [^note] without a definition */
#define W_UNUSED_FOOTNOTE "W057"
#define E_BAD_REFERENCE "E058"    /* [[...]] that is not a reference: empty, unknown kind */
#define E_UNCLOSED_COMMENT "E370" /* %% or {% comment %} without its end: what was private would be published, or a text lost  \
                                   */
#define W_FORMULA "W375"          /* mathematics is kept as written */
#define W_CITATION "W376"         /* [@key] is printed as written, as there are no works to cite */
#define W_SINGLE_TILDE "W377"     /* ~words~ strikes nothing through */
#define W_ATTRIBUTE "W378"        /* {key=value} that has no effect, or stands behind nothing */
#define W_STRAY_BOX "W379"        /* ::: that begins or ends nothing */
#define W_EMBED "W380"            /* ![[text]] became a link */
#define W_LOST_CELL "W381"        /* a row of a table has more cells than its header */
#define E_CHART "E459"            /* [chart: ...] that names no chart, or is of no table */
#define E_CHART_NUMBER "E481"     /* what a chart cannot be drawn of: a cell that is no number, a table without any */
#define W_TABLE "W480"            /* a table, or the chart of it, may not show what was meant */
#define W_UNSAFE_LINK "W059"      /* javascript: and the like, or no address; only the words were kept */

/* 100 to 199: the model: what names what */
#define E_UNKNOWN_ESSAY "E100"     /* [[slug]] or a relation, list item, variant that names no essay */
#define E_UNKNOWN_REFERENCE "E101" /* [[author:..]], [[topic:..]], [[list:..]], [[term:..]] that names nothing */
#define E_UNKNOWN_ANCHOR "E102"
#define E_UNKNOWN_FILE "E103" /* words](file.md) or a link by address that leads nowhere */
#define E_MISSING_IMAGE "E104"
#define E_LINK_TO_DRAFT "E105"
#define E_SAME_SLUG "E106"
#define E_SAME_ADDRESS "E107"
#define E_BAD_SLUG "E108"    /* not usable in an address, or cannot be derived from the file's name */
#define E_TOPIC_CYCLE "E109" /* a topic broader than itself */
#define E_VARIANT_CYCLE "E110"
#define E_SAME_NAME "E111"        /* also_known_as claims a name that another author has */
#define E_BAD_ADDRESS "E112"      /* an alias or address that leaves the site, has "..", and so on */
#define E_GONE_ENTRY "E415"       /* gone.yaml: what is said of an address cannot be read */
#define E_GONE_TO "E416"          /* gone.yaml: an address leads nowhere, or in a circle */
#define W_NOT_GONE "W417"         /* gone.yaml: something stands at the address */
#define E_EDITION_VANISHES "E414" /* an edition whose commit is another one would lose what was published of it */
#define W_HELD_VANISHES "W418"    /* what was published of a file that is held back today: a note, never an error */
#define W_HOST_CANNOT_SAY "W413"  /* an old address that a host's syntax has no way to name */
#define W_HOST_LIMIT "W414"       /* old addresses beyond a host's limits */
#define W_OLD_CASE "W411"         /* an old address that differs from today's only in case */
#define W_ADDRESS_REUSED "W412"   /* an old address that another thing has today */
#define W_ALIAS_NOT_SERVED "W113" /* an old address with a query: files cannot answer it */
#define W_REMOVED_PASSAGE "W115"  /* a reference to a passage that was removed */
#define W_NO_REFERENCE "W116"     /* [[1]], [[0, 1]]: names nothing, and looks like no slug */
#define W_SECTION_PAGE "W114"     /* _index.md of Hugo or Zola: no page is made of it */

/* 200 to 249: layouts */
#define E_UNCLOSED_TAG "E200"      /* {{ without }} */
#define E_UNCLOSED_SECTION "E201"  /* {{#name}} or {{^name}} without {{/name}} */
#define E_UNCLOSED_BLOCK "E202"    /* {{$name}} or {{<name}} without {{/name}} */
#define E_STRAY_CLOSING_TAG "E203" /* {{/name}} where nothing is open */
#define E_WRONG_CLOSING_TAG "E204" /* {{/name}} where only others are open */
#define E_TAG_WITHOUT_NAME "E205"
#define E_BAD_TAG_NAME "E206"   /* a space, bracket or quotation mark in a name; an empty part between dots */
#define E_BAD_DELIMITERS "E207" /* {{=...=}} that does not name two */
#define E_TAGS_TOO_DEEP "E208"
#define W_TAG_IGNORED "W209" /* inside {{<parent}} but in none of its blocks */
#define E_UNKNOWN_PARTIAL "E210"
#define E_LAYOUT_CIRCLE "E211"  /* a layout includes itself with no section between */
#define E_SAME_LAYOUT "E212"    /* two files make one name */
#define E_LAYOUT_ENDLESS "E213" /* render: inclusion deeper than 64 */
#define E_VIEW_NOT_JSON "E214"  /* render: standard input */
#define W_UNKNOWN_NAME "W215"   /* a layout uses a name that no view has there */
#define W_MISSING_WORDS "W216"  /* a language's words lack some that the English ones have */
#define W_NO_WORDS "W217"       /* no file of words for the reader's language */
#define W_UNKNOWN_WORD "W218"   /* in the reader's own words, but no layout and no English word has the name */
#define W_UNKNOWN_VALUE "W219"  /* {name} in a word that is not given it */
#define W_UNKNOWN_LAYOUT "W230" /* `layout:` of an essay or page names none; the usual one is used */
#define E_SAME_OUTPUT "E231"    /* two things would be written to one file, or one to a folder of the other */
#define W_NO_BASE_URL "W232"    /* no feed, sitemap and robots.txt */
#define W_STATE_BESIDE "W233"   /* the state is beside an output outside of the reader, since there is no cache folder */

/* 250 to 299: site.yaml and the command line (status 2) */
#define E_NO_READER "E250" /* no folder with content/ here or above */
#define E_USAGE "E251"
#define E_BAD_BASE_URL "E260"     /* base_url is no http address */
#define E_MENU_NOWHERE "E261"     /* a menu's address leads nowhere */
#define E_BAD_EDITION "E262"      /* an edition of site.yaml that says too little, or whose name is no slug */
#define E_SAME_EDITION "E263"     /* two editions of one name */
#define E_EDITION_FAILED "E265"   /* an edition's own files cannot be built */
#define E_EDITION_REVISION "E264" /* an edition's revision is not in the repository */
#define E_NO_PAGE "E252"          /* view: no page has this address */
#define E_FILE_EXISTS "E253"      /* new, init: the file is there already */
#define E_NO_FILE_NAME "E254"     /* new: no file name can be derived from these words */
#define E_NO_ESSAY "E256"         /* history, diff: no essay, or no version of it, is called so */
#define E_UNKNOWN_CODE "E255"     /* explain: no such code */
#define E_NOT_IMPORTED "E257"     /* import: what cannot be read as a text (status 1) */
#define E_BAD_ACCOUNT "E266"      /* import: more was changed in an account than its verdicts */
#define E_NO_INDEX "E258"         /* search: nothing was built, or with search: off */

#define E_WITHHELD_ELSEWHERE "E270" /* a field by which another generator holds a page back, and that means nothing here */
#define E_WITHHELD_BELOW "E271"     /* the same in a file that speaks for all pages of a folder */
#define W_FOLDER_DATA "W272"        /* another generator's data for all pages of a folder is not read */
#define W_REFERENCE_EXPIRED "W273"  /* a reference to what has expired */
#define E_OTHER_FRONT_MATTER "E274" /* front matter as another program writes it: a draft would be published with it */

/* 300 to 349: files, git, publishing (status 3 unless said otherwise) */
#define E_PAGE_FAILED "E330"       /* a page cannot be made (status 1) */
#define E_FOREIGN_FILE "E331"      /* a file that is not this program's stands where a page must go */
#define E_BAD_OUTPUT "E332"        /* the output would lie over or in the reader's own files (status 2) */
#define E_OUTPUT_NO_FOLDER "E333"  /* the output is a file */
#define E_CANNOT_WRITE "E334"      /* disk full, permissions, and so on */
#define W_CHANGED_LEFT "W335"      /* a page is gone, but somebody changed its file: left */
#define E_CANNOT_READ "E336"       /* standard input, a named file */
#define E_NO_DEFAULTS "E337"       /* the default layouts are not where they are looked for */
#define E_CANNOT_WORK "E338"       /* no worker processes can be had */
#define W_LEDGER_LOST "W339"       /* the ledger is damaged, and files that may have been pages stay in the output */
#define E_SITE_DIFFERS "E340"      /* verify: a file of the site has other bytes (status 1) */
#define E_SITE_MISSES "E341"       /* verify: a file is not there (status 1) */
#define E_SITE_EXTRA "E342"        /* verify: a file is there that nothing gives (status 1) */
#define E_BAD_INDEX "E343"         /* search: a file of the site's index is missing, or not as it was written */
#define E_FILE_UNREADABLE "E300"   /* a file or folder of the reader cannot be read */
#define E_FILE_CHANGED "E301"      /* a file changed while it was being read */
#define W_ODD_FILE "W302"          /* left out: a link that leaves the reader, a device, an unprintable name, a submodule */
#define W_PRIVATE_NAME "W400"      /* left out: a file whose name says that it holds keys or passwords, or is a left-over */
#define W_IGNORED_BY_GIT "W401"    /* left out: a file that git ignores */
#define W_TEXT_IN_MEDIA "W402"     /* left out: a text with front matter below content/media */
#define W_NAME_REUSED "W403"       /* older texts at a name are held back, since they stand in a file that is */
#define W_STANDS_ELSEWHERE "W404"  /* a text of an edition is held back, since it stands in a file that is */
#define W_PAST_NOT_OPENED "W405"   /* open_past in an essay that is held back itself */
#define E_GIT_REPOSITORY "E303"    /* libgit2 cannot open the repository */
#define E_GIT_OBJECT "E304"        /* an object of the repository is missing or damaged */
#define E_UNKNOWN_REVISION "E305"  /* --rev names no commit (status 2) */
#define E_SOURCE_DATE_EPOCH "E306" /* the environment's SOURCE_DATE_EPOCH is not a time (status 2) */
#define W_PARTIAL_CLONE "W307"     /* a partial clone lacks what revision dates or older texts need */
#define E_GIT_TOO_SLOW "E310"      /* reading the repository hangs, or takes as long as if it did */
#define W_ODD_COMMIT "W311"        /* a commit whose lines of author and committer are not as git writes them */
#define W_PAST_NOT_FOLLOWED "W308" /* an older text of an essay takes too long, or too much memory, to be read */

/* 406 to 407: characters */
#define W_LAYOUT_LINK "W407"          /* a link in a layout leads to nothing */
#define W_FORBIDDEN_CHARACTER "W406" /* one that no page can have, in a text, a field or a layout: U+FFFD is shown */
/* 420 to 429: what was published stays */
#define E_ADDRESS_VANISHES "E420" /* an address that was published would be none any more */
#define E_PLACE_VANISHES "E421"   /* a place on a page, likewise */
#define W_NOT_RECORDED "W422"     /* addresses or places that content/addresses.lock does not have yet */
#define E_BAD_ADDRESS_LIST "E423" /* a line of a list of addresses that is none */
#define E_NO_ADDRESS_LIST "E424"  /* the list that --published names cannot be read (status 2) */
#define W_PENDING_VANISHES "W425" /* an address or place that was published from a text in no commit */

/* 430 to 439: publishing on a branch (status 3 unless said otherwise) */
#define E_DEPLOY_REFUSED "E430"   /* deploy: what it is asked for would publish or lose what it should not (status 2) */
#define E_DEPLOY_GIT "E431"       /* git cannot fetch, write or push */
#define E_DEPLOY_COLLISION "E432" /* a file of the branch that is not Colophon's stands where a page must go */
#define E_DEPLOY_MANIFEST "E433"  /* the branch's .colophon-manifest cannot be read */
#define E_DEPLOY_MOVED "E434"     /* somebody else published each time before */
#define W_DEPLOY_OVER "W435"      /* the branch's last commit was not made by this program: a note */

/* 440 to 449: one work twice. Only check and import look for them */
#define W_VARIANT "W440"         /* most of a text stands in another, and neither says so */
#define W_SHARED_PASSAGES "W441" /* two texts share passages: a note */
#define W_SAME_WORK "W442"       /* two essays say the same source, title, or authors and day: a note */

/* 460 to 464: works in .bib files, CSL-JSON and CSL-YAML */
#define E_WORKS_SYNTAX "E460"   /* an entry that cannot be read */
#define E_SAME_WORK_KEY "E461"  /* two works with one key */
#define W_WORKS_LEFT_OUT "W462" /* a field, a type or a command of LaTeX that is not understood */
#define W_WORKS_DATE "W463"     /* a date that cannot be read as one: its words are shown */
#define W_WORKS_NAME "W464"     /* a name that names nothing: of @string, crossref; or too many commas in one of a person */
/* 470 to 475: citations, and works that are cited */
#define W_NEAR_KEY "W470"        /* @key in prose that is almost the key of a work: printed as written */
#define W_CITED_IN_LINK "W471"   /* a citation in the words of a link, or in a title */
#define W_UNCITED_WORKS "W472"   /* works that no text cites: a note */
#define W_CITED_ELSEWHERE "W482" /* a field by which Pandoc cites works, and that says nothing here: csl */
#define E_UNKNOWN_WORK "E473"    /* [@key] of no work */
#define E_BIBLIOGRAPHY "E474"    /* a file that `bibliography` names is not there, or of no form that is read */
#define E_SAME_WORK_PLACE "E475" /* the keys of two works make one address */

/* 476 and 477: content/events.yaml */
#define E_EVENT "E476"          /* an event that cannot be read, or has the place of another */
#define W_BRACKETS_IN_FIELD "W477" /* [[..]] in a field: shown as it is written */

/* 443 to 449: what an editor should look at in an import */
#define W_STUB "W443"         /* a text that breaks off where a site asks for registration */
#define W_TEXT_TWICE "W444"   /* most of a text stands twice in what is imported */
#define W_LOST_LETTERS "W445" /* a question mark in the midst of a word */
#define W_STUMP "W446"        /* a sentence of one or two words in running text: a note */
#define W_HIDDEN_TEXT "W447"  /* a text that the page does not show was kept: a note */
#define W_OTHER_NAME "W448"   /* a page names an author otherwise than the reader's record: a note */
#define W_BIOGRAPHY_LEFT "W449" /* what a page says of an author was not written, since there is a record: a note */

/* 450 to 459: quotations */
#define E_QUOTATION_DIFFERS "E450"   /* a quotation has other words than what it is of */
#define E_QUOTATION_ABSENT "E451"    /* a quotation stands nowhere in what it is of */
#define E_UNKNOWN_SAVED "E452"       /* no text of content/sources, or two, have this name */
#define E_QUOTATION_UNRECORDED "E453" /* a quotation of a text that is not here, and another one was recorded */
#define E_BAD_QUOTATION_LIST "E454"  /* a line of content/quotations.lock that is none */
#define E_QUOTATION_WORDLESS "E455"  /* nothing of a quotation can be checked */
#define W_QUOTATION_PASSED "W483"    /* a line that looks like the attribution of a quotation, and is none */
#define W_QUOTATION_OLDER "W456"     /* a quotation stands in an older text, and what it is of was reworded since */
#define W_QUOTATION_TIED "W457"      /* a quotation stands in what it is of more than once */
#define W_QUOTATION_ELSEWHERE "W458" /* a quotation stands in another passage than the one that it names */

/* 460 to 469: citations */
#define W_SOURCE_KIND "W465"  /* `kind` of a source is a word that says no type: a note */
#define W_FAMILY_GUESS "W466" /* nobody said which word of a name is the family name, and it looks Chinese: a note */

/* 390 to 399: names and dates */
#define W_ALIKE_NAME "W285"    /* a topic or place that differs from another only by number or by hyphens */
#define W_NEAR_NAME "W390"     /* a name that is almost another author's */
#define W_LIKE_A_DATE "W391"   /* an undated essay, and a field or file name that holds what looks like a date */
#define W_SEVERAL_NAMES "W392" /* one author's name that seems to be those of several */
#define W_MERGED_NAMES "W393"  /* two names of other letters that make one slug */
#define W_NO_ALT "W394"        /* a picture without words for those who do not see it */
#define W_LARGE_PICTURE "W410" /* a picture of more than 1 MB, or wider than 2,400 pixels */
#define W_PICTURE_NAME "W467"  /* a picture whose bytes are not what its name says */
#define W_BOOK_LINKS "W468"    /* links of a book that lead nowhere without base_url */
#define W_BOOK_PICTURE "W469"  /* a picture that an EPUB cannot have */

#define W_NO_ORIGINAL "W478"   /* where the original of a precis or an excerpt can be read is not said */

/* 350 to 369: bytes that would be lost */
#define E_CUT_COMMENT "E350"  /* <!-- without --> hides all that follows */
#define E_CONFLICT "E351"     /* a merge that git left unresolved */
#define W_YAML_COMMENT "W352" /* words behind a # that is right before a letter */
#define W_NOT_READ "W353"     /* below content/, with a name under which nothing is read */
#define W_NO_PICTURE "W354"   /* an image whose address is that of a film, sound or document */
#define W_SPARSE "W355"       /* files of the commit that are not checked out */

#endif

import com.adobe.epubcheck.tool.EpubChecker;

/** Several books in one run of EPUBCheck, whose start takes longer than a book; the status is 0 when it complains of none. */
class CheckBooks {
    public static void main(String[] books) {
        int status = 0;
        for (String book : books)
            status |= new EpubChecker().run(new String[] {book, "--failonwarnings"});
        System.exit(status);
    }
}

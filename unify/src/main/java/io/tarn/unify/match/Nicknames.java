package io.tarn.unify.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Short and pet forms of given names: two names are related when a line below holds both. */
final class Nicknames {
    private static final String LINES = """
            abigail abby abbie gail
            abraham abe abram bram
            adelaide addie ada adele
            adrian ade
            agnes aggie nessie
            albert al bert bertie albie
            alexander alex al alec sandy alick alastair lex xander sasha alejandro
            alexandra alex sandra sandy lexi sasha alexa
            alfred alf alfie fred freddie
            alice allie elsie alicia
            alison ali allie
            allan alan allen al
            amanda mandy
            amelia millie amy emily
            andrew andy drew andre andreas anders
            angela angie
            ann anne anna annie nan nancy hannah nina anita
            anthony tony antony ant antonio anton
            antoinette toni nettie
            archibald archie baldie
            arthur art artie
            augustus gus august augustine
            barbara babs barb barbie
            bartholomew bart
            beatrice bea beattie trixie
            benedict ben
            benjamin ben benny benji
            bernard bernie
            bertram bert
            bridget biddy bridie
            caroline carrie caro carolyn lina
            cassandra cass cassie sandra
            catherine katherine kathryn katharine kate katie kathy cathy kitty kit cat kath karen catriona katrina kathleen kay
            cecilia celia cissie cecily
            charles charlie chuck chas charley chaz karl carl carlos charly
            charlotte lottie charlie lotte
            christian chris kit
            christina christine chris tina chrissie kirsty kirsten kristina christiana
            christopher chris kit topher kris
            clara claire clare
            clarence clarrie
            constance connie
            cornelius neil con
            cynthia cindy
            daniel dan danny dani
            daniella danielle dani
            david dave davy davey davie
            deborah debbie deb debra
            dennis den denny denis
            dominic dom nick
            donald don donnie
            dorothy dot dottie dolly dora dorothea dodie
            douglas doug dougie
            edgar ed eddie
            edith edie
            edmund ed eddie ned ted
            edward ed eddie ned ted teddy eddy
            edwin ed eddie
            eleanor ellie nell nellie nora elinor ella helen leonora
            elizabeth liz lizzie beth betty bess bessie betsy eliza elsie libby lisa lily lilibet elisabeth eliot buffy lizzy lisbeth isabel
            ellen nell nellie helen ella
            emily em emmy millie
            emma em emmy
            ernest ernie
            esther essie hester hetty
            eugene gene
            evelyn eve evie
            ferdinand ferdie
            florence flo florrie flossie
            frances fran fanny frankie francesca fannie
            francis frank fran frankie francisco
            franklin frank
            frederick fred freddie freddy frederic fritz
            gabriel gabe
            gabrielle gabby
            geoffrey jeffrey geoff jeff
            george georgie geordie jorge
            georgina georgie gina georgiana
            gerald gerry jerry gerard
            gertrude gertie trudy
            gilbert gil bert
            gregory greg
            gwendolen gwen gwendoline
            harold harry hal
            harriet hattie harry
            helen nell nellie ellen lena helena
            henrietta etta hetty ettie
            henry harry hal hank henri
            herbert bert herb bertie
            horace horatio
            howard howie
            hubert hugh bert
            hugh hughie huw hugo
            humphrey humph
            ian iain john
            ignatius iggy
            isaac ike zac
            isabella isabel bella izzy issy isobel belle isabelle bell
            jacob jake jack jakob
            jacqueline jackie jacqui
            james jim jimmy jamie jem jas jaime
            jane janet jenny janey jean jeannie joan
            janet jan jessie
            jasmine jas jaz
            jennifer jen jenny jenn
            jeremiah jerry jeremy jem
            jeremy jerry jez
            jessica jess jessie
            joan joanie jo
            joanna joanne jo joan johanna
            john jack johnny jon jock ian ivan johannes sean hans johnnie juan
            jonathan jon jonny johnny nathan
            joseph joe joey jos jo jose josef
            josephine jo josie fina
            joshua josh
            joyce joy
            judith judy jude
            julia julie jules juliet
            julian jules
            katrina kat trina
            kenneth ken kenny
            kimberly kim
            laura laurie lori lolly
            lawrence larry laurie laurence lars
            leonard len lenny leo
            leopold leo
            leslie les
            lewis louis lew louie lou
            lillian lily lil lilian
            louisa louise lou lulu
            lucas luke
            lucy lucie lucinda lucille
            lydia liddy
            madeleine maddie maddy madeline
            magdalene lena maggie
            malcolm mal
            marcus mark marc
            margaret maggie meg peggy madge marge margie peg daisy rita greta may maisie margery marjorie megan
            maria mary marie mia mariah
            marion mary marian
            martha mattie patty marty
            martin marty martyn
            mary molly polly may mamie maria marie minnie mollie
            matilda tilly mattie maud tillie
            matthew matt mat matty matthias
            maurice morris mo moritz
            maximilian max
            melanie mel
            melissa mel missy lissa
            mercy merry
            michael mike mick mickey micky mitch mikey michel miguel
            michelle shelly chelle
            mildred millie
            miranda mandy
            mitchell mitch
            mohammed muhammad mohamed mohammad mo
            montague monty
            mortimer mort
            natalie nat natasha
            nathaniel nat nathan nate
            nicholas nick nicky nico nicolas colin klaus
            nicola nicky nicole nikki
            nigel nige
            norman norm
            oliver ollie noll
            olivia liv livvy
            oscar ossie
            oswald oz ossie
            pamela pam
            patricia pat patty trish tricia patsy
            patrick pat paddy rick
            paul pauly pablo
            penelope penny
            percival percy
            peter pete pedro pierre piers
            philip phil pip phillip felipe
            philippa pippa pip
            phoebe phebe
            prudence prue
            rachel rae rachael
            randolph randy
            raphael rafe
            raymond ray
            rebecca becky becca
            reginald reg reggie rex
            richard dick rick ricky rich richie dickie dickon ricardo
            robert bob bobby rob robbie bert robin bobbie roberto rab
            roderick rod rory
            rodney rod
            roger rodge hodge
            roland rollo rowland
            ronald ron ronnie
            rosalind ros roz
            rose rosie rosa
            rosemary rose rosie
            rowena rowan
            rufus rufe
            rupert rupe
            russell russ
            ruth ruthie
            samantha sam sammy
            samuel sam sammy
            sarah sally sadie sara sal
            sebastian seb bas
            selina lena
            septimus sep
            sidney sid sydney
            silvester sylvester vester
            simon si sim
            solomon sol
            sophia sophie sophy
            stanley stan
            stephanie steph steffi
            stephen steve steven stevie stefan
            stuart stu stewart
            susan sue susie suzie susanna susannah suzanne suzy
            sylvia sylvie
            tabitha tabby
            terence terry terrence
            thaddeus thad
            theodora dora theo
            theodore ted theo teddy
            theresa terry tess tessa teresa tracy
            thomas tom tommy thom tomas
            timothy tim timmy
            tobias toby
            ursula ulla
            valentine val
            valerie val
            vanessa nessa
            veronica ronnie vera
            victor vic
            victoria vicky vickie tori vicki
            vincent vince vin
            violet vi
            virginia ginny ginger
            vivian viv vivien
            walter walt wally wat
            wilfred wilf fred wilfrid
            wilhelmina mina minnie willa
            william will bill billy willie liam wm wills willy guillermo wilhelm
            winifred winnie freda
            zachary zac zach zack zachariah
            zoe zoey
            """;

    private static final int[] NONE = new int[0];
    private static final Map<String, int[]> GROUPS = read();

    private Nicknames() {}

    /** The groups that a folded name belongs to, ascending; empty for most names. */
    static int[] groups(String name) {
        return GROUPS.getOrDefault(name, NONE);
    }

    static boolean share(int[] left, int[] right) {
        for (int i = 0, j = 0; i < left.length && j < right.length; ) {
            if (left[i] == right[j]) {
                return true;
            }
            if (left[i] < right[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    private static Map<String, int[]> read() {
        Map<String, TreeSet<Integer>> sets = new HashMap<>();
        List<String> lines = LINES.lines().toList();
        for (int group = 0; group < lines.size(); group++) {
            for (String name : Fold.words(lines.get(group))) {
                sets.computeIfAbsent(name, key -> new TreeSet<>()).add(group);
            }
        }
        Map<String, int[]> groups = new HashMap<>();
        sets.forEach((name, set) ->
                groups.put(name, set.stream().mapToInt(Integer::intValue).toArray()));
        return Map.copyOf(groups);
    }
}
